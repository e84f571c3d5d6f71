import { useWords } from './i18n.tsx';

/** Two addresses under each other, with the part in which they differ set off: their ends are the same. */
export function Difference({ here, other }: { here: string; other: string }) {
  const { t } = useWords();
  const start = sharedStart(here, other);
  const end = sharedStart(reversed(here.slice(start)), reversed(other.slice(start)));
  return (
    <dl class="difference">
      <dt>{t('difference_here')}</dt>
      <dd>
        <Parts text={here} start={start} end={end} />
      </dd>
      <dt>{t('difference_other')}</dt>
      <dd>
        <Parts text={other} start={start} end={end} />
      </dd>
    </dl>
  );
}

function Parts({ text, start, end }: { text: string; start: number; end: number }) {
  return (
    <code class="address" dir="ltr">
      {text.slice(0, start)}
      <mark>{text.slice(start, text.length - end)}</mark>
      {text.slice(text.length - end)}
    </code>
  );
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  return i;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
