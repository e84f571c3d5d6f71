import { Identicon } from './Identicon.tsx';
import { useWords } from './i18n.tsx';

/** Characters that an eye compares at a time. */
const GROUP = 4;

interface Props {
  here: string;
  other: string;
  /** Whether both are addresses, in their canonical forms. */
  isAddress: boolean;
}

/** Two addresses, or names of sites, under each other; the part in which they differ is set off, for their ends are alike. */
export function Difference({ here, other, isAddress }: Props) {
  const { t } = useWords();
  const [one, two] = [comparable(here), comparable(other)];
  const start = sharedStart(one, two);
  const end = sharedStart(reversed(one.slice(start)), reversed(two.slice(start)));
  const group = isAddress ? GROUP : Math.max(here.length, other.length);
  return (
    <dl class="difference">
      <dt>{t('difference_here')}</dt>
      <dd class="address-block">
        {isAddress && <Identicon canonical={here} />}
        <Parts text={here} start={start} end={end} group={group} />
      </dd>
      <dt>{t('difference_other')}</dt>
      <dd class="address-block">
        {isAddress && <Identicon canonical={other} />}
        <Parts text={other} start={start} end={end} group={group} />
      </dd>
    </dl>
  );
}

interface PartsProps {
  text: string;
  start: number;
  /** Characters after the difference. */
  end: number;
  /** A name is read whole. */
  group: number;
}

function Parts({ text, start, end, group }: PartsProps) {
  const starts = Array.from({ length: Math.ceil(text.length / group) }, (_, i) => i * group);
  return (
    <code class="address" dir="ltr">
      {starts.map((at) => {
        const part = text.slice(at, at + group);
        const inPart = (offset: number) => Math.min(part.length, Math.max(0, offset - at));
        const [from, to] = [inPart(start), inPart(text.length - end)];
        return (
          <span key={at}>
            {part.slice(0, from)}
            {from < to && <mark>{part.slice(from, to)}</mark>}
            {part.slice(to)}
            <wbr />
          </span>
        );
      })}
    </code>
  );
}

/** The letters of hexadecimal addresses are a checksum in their case (EIP-55): another case is no other address. */
function comparable(text: string): string {
  return text.startsWith('0x') ? text.toLowerCase() : text;
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  return i;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
