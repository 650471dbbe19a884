"""What all resources of the REST API share: who asks, how far, in which form answers come."""
