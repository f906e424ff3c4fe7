"""Run the engine on a cluster, by Ray Data: shards of input to actors with one pipeline each, to files and a manifest.

    said/
      part-00000-00000.jsonl      the records of a shard; concatenated, the files are what one machine would write
      failures-00000-00000.jsonl  its failures, if any
      manifest.json               each shard with its articles, records and SHA-256; written last
      _shards/…json               a note for each finished shard, by which --resume recognises it

Shards depend on the input and `--shard-size` alone, so that they are the same on any cluster; if an actor is lost,
another does its shard again.
"""
