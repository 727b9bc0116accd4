# Commands for readers and for those who work on Dossier. `make` alone builds and opens seeds/.

CONFIGURATION ?= release
SCRATCH ?= .build
PREFIX ?= /usr/local
BROWSE ?= seeds/
RELEASE = swift build --configuration $(CONFIGURATION) $$(Scripts/link-flags) --scratch-path $(SCRATCH) --product dossier

.DEFAULT_GOAL := run
.PHONY: run build test test-release lint format bench fuzz sanitize coverage check-trust check-threads check-fuzz \
  docs clean install dependencies test-dependencies

dependencies:
	@Scripts/install-dependencies build

test-dependencies:
	@Scripts/install-dependencies build test

# Opens BROWSE (a folder, a file) in the browser.
run: build
	@$(SCRATCH)/$(CONFIGURATION)/dossier $(BROWSE)

build: dependencies
	$(RELEASE)

# The runner's closing line ends the output; with COVERAGE=1, how much of each module the tests reached.
TESTS = --scratch-path $(SCRATCH) $(if $(COVERAGE),--enable-code-coverage)
test: test-dependencies
	swift build --build-tests $(TESTS)
	swift test --skip-build $(TESTS)
	$(if $(COVERAGE),@Scripts/coverage $(SCRATCH))

# The same of the program as it is shipped, linked into one file where that can be.
test-release: test-dependencies build
	swift build --build-tests --scratch-path $(SCRATCH)
	DOSSIER_PROGRAM=$(abspath $(SCRATCH))/$(CONFIGURATION)/dossier \
	  swift test --skip-build --scratch-path $(SCRATCH) --filter DossierTests

lint:
	swift format lint --strict --recursive $(wildcard Sources Tests Benchmarks Fuzz Package.swift)
	Scripts/check-layers
	Scripts/check-docs

format:
	swift format --in-place --recursive $(wildcard Sources Tests Benchmarks Fuzz Package.swift)

# PARTS chooses, BRIEFINGS says how many: make bench PARTS="library search start" BRIEFINGS=100000.
BRIEFINGS ?= 1000
bench: build
	@Scripts/bench $(SCRATCH)/$(CONFIGURATION)/dossier --briefings $(BRIEFINGS) $(PARTS)

# Fuzzes what takes bytes from outside, each for so long: make fuzz SECONDS=600 SUBJECTS="html query".
SECONDS ?= 60
fuzz: test-dependencies
	@Fuzz/run $(SECONDS) $(SUBJECTS)

# The tests under the address and the thread sanitizer: make sanitize SANITIZERS=thread.
SANITIZERS ?= address thread
sanitize: test-dependencies
	@for sanitizer in $(SANITIZERS); do Scripts/sanitize $$sanitizer || exit 1; done

# How much of each module the tests reach.
coverage:
	@$(MAKE) test COVERAGE=1 SCRATCH=.build-coverage

# A short form of both: the tests of where threads meet under the thread sanitizer, and fuzzing with the other.
check-trust: check-threads check-fuzz

check-threads: test-dependencies
	@QUIET=1 DOSSIER_TESTS="BriefingAppTests" SANITIZE_SCRATCH=.build-check-thread \
	  Scripts/sanitize thread

check-fuzz: test-dependencies
	@FUZZ_QUICK=1 FUZZ_SCRATCH=.build-check-fuzz Fuzz/run 3

# Rewrites the parts of the documents that are made from the program.
docs: build
	Scripts/check-docs --write

clean:
	rm -rf $(SCRATCH) .build-fuzz .build-address .build-thread .build-coverage .build-check-fuzz .build-check-thread

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(SCRATCH)/$(CONFIGURATION)/dossier $(DESTDIR)$(PREFIX)/bin/dossier
	@if [ -f Resources/dossier.1 ]; then \
	  install -d $(DESTDIR)$(PREFIX)/share/man/man1 && \
	  install -m 644 Resources/dossier.1 $(DESTDIR)$(PREFIX)/share/man/man1/dossier.1; fi
