# docker build -t cvgen . ; then in a project: docker run --rm -v "$PWD":/cv cvgen build
# .ci/container tries these steps in a clean root where no engine is there.
FROM python:3.12-slim
RUN apt-get update -q && apt-get install -qy --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 && rm -rf /var/lib/apt/lists/*
COPY . /src/cvgen
RUN pip install --no-cache-dir /src/cvgen && rm -rf /src/cvgen
WORKDIR /cv
ENTRYPOINT ["cvgen"]
CMD ["--help"]
