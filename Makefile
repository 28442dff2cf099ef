# make run     the site with its demonstration, on this machine       make test    the tests
# make check   what CI runs                                           make format  tidy the code
# make assets  the public side's CSS and script, from frontend/
PYTHON ?= python3
PORT ?= 8000
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres
ARGS ?=
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

# A made-up production, for the checks that only hold there.
PRODUCTION := env ENV_FILE= DEBUG=false SITE_URL=https://www.example.police.uk FORCE_ID=staffordshire \
	ALLOWED_HOSTS= DATABASE_URL=sqlite:///var/check.sqlite3 \
	SECRET_KEY=not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ

# Half past midnight in summer, both nights when the clocks change, and a leap day.
NIGHTS := 2026-07-01T23:29:00+00:00 2027-03-28T00:59:00+00:00 2026-10-25T00:29:00+00:00 2028-02-29T12:00:00+00:00

# What the public side's sources are built into. Committed, so that only a change of frontend/ needs Node.
ASSETS := site.css leaving.js boot.js consent.js
NODE_MODULES := frontend/node_modules/.package-lock.json

.PHONY: run test check lint format tools test-postgres test-nights requirements screenshots assets assets-check

run:
	@exec $(PYTHON) -m config.bootstrap run --port "$(PORT)"

tools:
	@$(PYTHON) -m config.bootstrap tools

test: tools
	$(PYTEST) $(ARGS)

# The browser tests ran on SQLite: what they look at is the same on both.
test-postgres: tools
	TEST_DATABASE_URL=$(POSTGRES_URL) $(PYTEST) -m "not browser" $(ARGS)

# The rooms that show and take times, as if it were each of these nights.
test-nights: tools
	for night in $(NIGHTS); do \
		$(PYTEST) -m "not browser" --begin-at $$night --ignore tests/news/test_generated_posts.py \
		tests/site tests/news tests/desk tests/home tests/pages tests/feedback tests/consent $(ARGS) || exit 1; done

lint: tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet .
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

check: lint assets-check
	$(MAKE) test
	$(MAKE) test-postgres
	$(MAKE) test-nights

format: tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(NODE_MODULES): frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --ignore-scripts --loglevel=error
	touch $@

assets: $(NODE_MODULES)
	node frontend/build.mjs static

assets-check: $(NODE_MODULES)
	node frontend/build.mjs var/assets
	@for file in $(ASSETS); do cmp --silent static/$$file var/assets/$$file || \
		{ echo "static/$$file is not what frontend/ builds. Run: make assets"; exit 1; }; done

# After a change of the dependencies in pyproject.toml. UPGRADE=--upgrade takes the newest of everything.
requirements: tools
	$(BIN)/pip-compile --quiet $(UPGRADE) --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet $(UPGRADE) --extra dev --output-file requirements-dev.txt pyproject.toml

# The public pages as pictures in docs/screenshots/, which the README shows.
screenshots: tools
	$(BIN)/python -m tests.screenshots
