"""Screen archives of many documents in coarse tasks, on one core, on all, or on a cluster.

``scan.scan`` is the way in. What runs where tasks run stands in ``work``; ``here``, ``pool`` and
``cluster`` only differ in where that is.
"""
