"""Publishers, the Prefect flows and the command `hmip`."""
