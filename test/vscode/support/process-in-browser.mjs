// npm's assert and util look for `process`, which the web worker doesn't have.
export { default as process } from 'process/browser';
