# Builds t2v from source and keeps only what it takes to run it:
#   docker build -t target2vec .
#   docker run --rm -v "$PWD:/work" target2vec t2v train corpus.txt labels.txt
FROM debian:12 AS build
COPY . /target2vec
WORKDIR /target2vec
RUN tools/install-packages build package \
 && cmake --preset release -DT2V_BUILD_TESTS=OFF \
 && cmake --build --preset release \
 && (cd build/release && cpack)

FROM debian:12-slim
COPY --from=build /target2vec/build/release/target2vec_*.deb /tmp/
RUN apt-get update \
 && apt-get install -y --no-install-recommends /tmp/target2vec_*.deb \
 && rm -rf /tmp/target2vec_*.deb /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /work
CMD ["t2v"]
