/** First capital, small letter and digit of styles that Unicode has letters for; a digit of no own is ASCII's. */
const STYLES = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce],
  script: [0x1d49c, 0x1d4b6, 0x1d7ce],
  fraktur: [0x1d504, 0x1d51e, 0x1d7d8],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6],
  circled: [0x24b6, 0x24d0, 0x2460],
  squared: [0x1f130, 0x1d41a, 0x30],
} as const;
export type Style = keyof typeof STYLES;
export const ALL_STYLES = Object.keys(STYLES) as Style[];

/** Letters that stood in Unicode before the rest of their style (Letterlike Symbols), by the place that is left free for them. */
const BEFORE: Readonly<Record<number, string>> = Object.fromEntries(
  [
    ...[
      '1d49dℬ',
      '1d4a0ℰ',
      '1d4a1ℱ',
      '1d4a3ℋ',
      '1d4a4ℐ',
      '1d4a7ℒ',
      '1d4a8ℳ',
      '1d4adℛ',
      '1d4baℯ',
      '1d4bcℊ',
      '1d4c4ℴ',
    ],
    ...['1d506ℭ', '1d50bℌ', '1d50cℑ', '1d515ℜ', '1d51dℨ'],
    ...['1d53aℂ', '1d53fℍ', '1d545ℕ', '1d547ℙ', '1d548ℚ', '1d549ℝ', '1d551ℤ'],
    ...['245f⓪'],
  ].map((row) => [Number.parseInt(row, 16), row.at(-1) as string]),
);

/** A text in letters of a style, as pages offer them to people who post. */
export function styled(text: string, style: Style = 'bold'): string {
  const [capital, small, digit] = STYLES[style];
  return text.replace(/[0-9A-Za-z]/g, (char) => {
    const code = char.charCodeAt(0);
    const at = code > 96 ? small + code - 97 : code > 64 ? capital + code - 65 : digit + code - 48;
    // Circles begin at one.
    const point = style === 'circled' && code < 58 ? at - 1 : at;
    return BEFORE[point] ?? String.fromCodePoint(point);
  });
}
