package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.MaskWords;

/**
 * One question for a mask of one picture: a row of a pass.
 *
 * @param request index of its request in the batch
 * @param prompt index of its prompt in the request
 * @param tiles the picture
 * @param imageTokens of the picture
 * @param words from behind the picture on
 */
record MaskRow(int request, int prompt, Tiles tiles, int imageTokens, MaskWords words) {}
