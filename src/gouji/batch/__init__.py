"""Many disclosures: each checked in a worker that can be killed, results in the order asked."""
