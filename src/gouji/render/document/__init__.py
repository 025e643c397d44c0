"""Publication → Word, PDF, Excel, web page and data: one layout model, six ways to show it."""
