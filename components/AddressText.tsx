/**
 * An address in groups of four, for comparing by eye. The gaps are margins, so that what is copied is the
 * address itself; it reads left to right in every language.
 */
export function AddressText({ text }: { text: string }) {
  const groups = text.match(/.{1,4}/gsu) ?? [];
  return (
    <code class="address" dir="ltr">
      {groups.map((group, i) => (
        <span key={i}>
          {group}
          <wbr />
        </span>
      ))}
    </code>
  );
}
