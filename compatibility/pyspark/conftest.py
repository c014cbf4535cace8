# Licensed under the Apache License, Version 2.0; see LICENSE.
pytest_plugins = ["external_collections"]
