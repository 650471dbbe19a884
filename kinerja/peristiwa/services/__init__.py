"""Writing events down, subscribing, handing out, delivering."""
