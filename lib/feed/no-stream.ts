/**
 * Stands in for Node's `stream` in the bundle (wxt.config.ts): sax looks there for a class that only its own streams
 * need, and does without where it finds none.
 */
export {};
