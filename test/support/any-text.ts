import fc from 'fast-check';

/** Any text, lone surrogates too. (`fc.string({ unit: 'binary' })` takes seconds to be set up.) */
export const anyText = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));
