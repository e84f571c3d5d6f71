import type { ComponentChildren } from 'preact';
import type { FactName } from './facts.ts';
import { useWords } from './i18n.tsx';

/** One row of a `dl.facts`; no row where there is nothing to say. */
export function Fact({ name, children }: { name: FactName; children: ComponentChildren }) {
  const { t } = useWords();
  if (!children) return null;
  return (
    <div>
      <dt>{t(`fact_${name}`)}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
