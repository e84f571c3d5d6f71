export { networkOf, sentenceOf } from '#lib/core/reason-text.ts';
