import { expect, it } from 'vitest';
import { Scroller } from '#components/Scroller.tsx';
import { renderHtml } from './reports.tsx';

it('what can be scrolled is reached by the keys, and has a name', () => {
  const html = renderHtml(
    <Scroller name="Cases" more="cases">
      <table />
    </Scroller>,
  );
  expect(html).toBe(
    '<section class="cases scroller" tabindex="0" aria-label="Cases"><table></table></section>',
  );
});
