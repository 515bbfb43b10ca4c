// For `node --require`: console.log shows nested values in full, however deep they are.
require('util').inspect.defaultOptions.depth = null;
