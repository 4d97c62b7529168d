// `node:assert/strict` for the web worker: npm's assert, in its strict form.
import assert from 'assert';

export default assert.strict;
