# empty until there is something to install
