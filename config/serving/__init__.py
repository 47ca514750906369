"""How the site is served: requests read whole, ports refused when used, two servers kept running."""
