# The everyday commands. Each is one plain command, shown by `make -n TARGET`.
.DEFAULT_GOAL := help

.PHONY: help build test lint format demo serve jmh clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

build: ## Build the program without running tests
	mvn -q -B -DskipTests package

test: ## Run all tests, end-to-end ones included
	mvn -B verify

lint: ## Check format, Error Prone and NullAway (JDK 17 to 21)
	mvn -q -B -Plint test-compile

format: ## Format all sources
	mvn -q -B com.diffplug.spotless:spotless-maven-plugin:apply

demo: ## Pre-label the bundled pictures
	./prelabel demo

serve: ## Start the service on 127.0.0.1:8080
	./prelabel serve

jmh: ## Measure mask cut and brush RLE: time and allocations (JMH)
	mvn -q -B -pl plugin-api,integrations/label-studio test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:exec

clean: ## Remove what the build wrote
	mvn -q -B clean
