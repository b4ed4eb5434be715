"""Both sites of the publisher as an application on the loopback interface, over generated reports."""
