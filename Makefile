# Two commands: `make run` (set up what is missing, then start the portal) and `make test`.
.PHONY: run test check bench demo pins
MAKEFLAGS += --no-print-directory

run:     ## set up what is missing, start the portal at http://127.0.0.1:8000/ (PORT changes it)
	@scripts/set_up.sh run
	@exec setpriv --pdeathsig TERM scripts/start.sh

test:    ## the whole suite, on SQLite with the file-system broker and on PostgreSQL with Redis; ARGS="tests/units" narrows it
	@scripts/set_up.sh test
	@exec scripts/test.sh $(ARGS)

check:   ## lint, types at borders, missing migrations, catalogues, production settings, architecture
	@scripts/set_up.sh test
	@exec scripts/check.sh

bench:   ## the measured promises, each beside its floor
	@scripts/set_up.sh test
	@exec .venv/bin/python -m tests.benchmarks $(ARGS)

demo:    ## back to the demo content as it was at first
	@scripts/set_up.sh run
	@exec .venv/bin/python manage.py load_demo --reset

pins:    ## compile requirements*.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --python-version 3.11.2 --quiet -o requirements.txt
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --python-version 3.11.2 --quiet -o requirements-dev.txt
