/**
 * Cuts masks out of stored logits in the browser, pixel for pixel as io.prelabel.plugin.mask.MaskCut
 * does: all sums are integers below 2^53, so there is nothing to round. A classic script that defines
 * one global, maskCut; no dependencies.
 * Plain ES2015 without const in blocks, which the JavaScript engine of the tests gets wrong.
 *
 *   const packed = new Uint8Array(await (await fetch(url)).arrayBuffer());   // QuantizedLogits.toBytes()
 *   const values = maskCut.values(rows, columns, await maskCut.inflate(packed));
 *   const runs = maskCut.runs({rows, columns, limit, values}, width, height, maskCut.logit(0.5));
 */
var maskCut = (function () {
  "use strict";

  /** The highest level: the logit of a level is level * limit / MAX_LEVEL. */
  let MAX_LEVEL = 2048;

  /** Rounding keeps the last bit of an engine's logarithm from changing a pixel. */
  let LOGIT_STEPS = 1048576;

  /** Returns the logit to cut at for a probability between 0 and 1, both excluded. */
  function logit(probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new RangeError("not a probability to cut at: " + probability);
    }
    return Math.floor(Math.log(probability / (1 - probability)) * LOGIT_STEPS + 0.5) / LOGIT_STEPS;
  }

  /** Undoes the zlib form (RFC 1950); returns a promise of the bytes that values() takes. */
  function inflate(packed) {
    let stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  }

  /** Joins the two planes of LevelCodec and undoes its prediction; returns the levels, row-major. */
  function values(rows, columns, planes) {
    let cells = rows * columns;
    if (planes.length !== 2 * cells) {
      throw new RangeError(planes.length + " bytes are not a " + rows + " x " + columns + " grid");
    }
    let levels = new Int16Array(cells);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let i = row * columns + column;
        let residual = planes[i] + 256 * planes[cells + i];
        levels[i] = residual + predict(levels, i, row, column, columns);
      }
    }
    return levels;
  }

  function predict(levels, i, row, column, columns) {
    let left = column > 0 ? levels[i - 1] : 0;
    let above = row > 0 ? levels[i - columns] : 0;
    let corner = row > 0 && column > 0 ? levels[i - columns - 1] : 0;
    let low = Math.min(left, above);
    let high = Math.max(left, above);
    return Math.max(low, Math.min(high, left + above - corner));
  }

  /**
   * Returns the mask as run lengths over column-major pixels, background first (COCO's uncompressed
   * RLE).
   *
   * @param grid {rows, columns, limit, values}
   * @param threshold a logit; pixels above it are in the mask
   */
  function runs(grid, width, height, threshold) {
    let rows = grid.rows;
    let columns = grid.columns;
    let limit = Math.fround(grid.limit); // JSON writes a float with too few digits for a double
    let boundary = (threshold / (limit / MAX_LEVEL)) * (4.0 * width * height);
    let firstRow = firstRows(rows, height);
    let cells = new Float64Array(rows);
    let result = [0];
    for (let x = 0; x < width; x++) {
      let position = Math.max(0, (2 * x + 1) * columns - width);
      let rightWeight = position % (2 * width);
      let leftWeight = 2 * width - rightWeight;
      let left = (position - rightWeight) / (2 * width);
      let right = Math.min(left + 1, columns - 1);
      for (let row = 0; row < rows; row++) {
        let start = row * columns;
        cells[row] =
          leftWeight * grid.values[start + left] + rightWeight * grid.values[start + right];
      }
      cutColumn(cells, firstRow, height, boundary, result);
    }
    return result;
  }

  /** The first picture row at or below the centre of each cell; one more for the end. */
  function firstRows(rows, height) {
    let result = [0];
    for (let cell = 1; cell < rows; cell++) {
      let numerator = (2 * cell + 1) * height - rows;
      let rest = ((numerator % (2 * rows)) + 2 * rows) % (2 * rows);
      let ceiling = (numerator - rest) / (2 * rows) + (rest > 0 ? 1 : 0);
      result.push(Math.min(height, Math.max(0, ceiling)));
    }
    result.push(height);
    return result;
  }

  /** Between two cell centres the value is linear, so it crosses the boundary at most once. */
  function cutColumn(cells, firstRow, height, boundary, result) {
    for (let cell = 0; cell < cells.length; cell++) {
      let start = firstRow[cell];
      let end = firstRow[cell + 1];
      if (start === end) {
        continue;
      }
      let first = isAbove(cells, cell, start, height, boundary);
      let crossing = end;
      if (first !== isAbove(cells, cell, end - 1, height, boundary)) {
        let last = start;
        crossing = end - 1;
        while (crossing - last > 1) {
          let middle = (last + crossing) >>> 1;
          if (isAbove(cells, cell, middle, height, boundary) === first) {
            last = middle;
          } else {
            crossing = middle;
          }
        }
      }
      add(result, first, crossing - start);
      add(result, !first, end - crossing);
    }
  }

  function isAbove(cells, cell, y, height, boundary) {
    let position = Math.max(0, (2 * y + 1) * cells.length - height);
    let lowerWeight = position - cell * 2 * height;
    let lower = cells[Math.min(cell + 1, cells.length - 1)];
    return (2 * height - lowerWeight) * cells[cell] + lowerWeight * lower > boundary;
  }

  /** Runs of even index are background. */
  function add(result, foreground, length) {
    if (length === 0) {
      return;
    }
    if ((result.length % 2 === 0) !== foreground) {
      result.push(0);
    }
    result[result.length - 1] += length;
  }

  /** Returns run lengths as a row-major Uint8Array of 0 and 1, to draw. */
  function bitmap(runLengths, width, height) {
    let result = new Uint8Array(width * height);
    let position = 0;
    for (let i = 0; i < runLengths.length; i++) {
      let end = position + runLengths[i];
      if (i % 2 === 1) {
        for (let p = position; p < end; p++) {
          let y = p % height;
          result[y * width + (p - y) / height] = 1;
        }
      }
      position = end;
    }
    return result;
  }

  return {logit: logit, inflate: inflate, values: values, runs: runs, bitmap: bitmap};
})();
