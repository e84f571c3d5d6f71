import { LATER, NOW, PAST, putRoot, testRing, type World } from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, refused, type TrustCase } from './case.ts';

const EXPIRY_CASES: TrustCase[] = [
  ...(['root', 'timestamp', 'snapshot', 'targets'] as const).map((name) => ({
    name: `expired ${name}`,
    expected: refused('expired'),
    run(world: World) {
      if (name === 'root') putRoot(world.repo, testRing(), 2, undefined, PAST);
      else next(world, { expires: { [name]: PAST } });
    },
  })),
  {
    name: 'an expired root on the way to one that is valid',
    expected: applied(1),
    run(world) {
      putRoot(world.repo, testRing(), 2, undefined, PAST);
      putRoot(world.repo, testRing(), 3);
    },
  },
  {
    name: 'nothing new until everything is expired',
    expected: refused('expired'),
    async run(world) {
      await world.update();
      world.clock.now = Date.parse(LATER);
    },
  },
  {
    name: 'a clock years ahead that is set right',
    expected: applied(2),
    async run(world) {
      await world.update();
      world.clock.now = Date.UTC(2050, 0, 1);
      next(world);
      await world.update();
      world.clock.now = NOW;
    },
  },
  {
    name: 'a clock years behind that is set right',
    expected: applied(2),
    async run(world) {
      world.clock.now = Date.UTC(1999, 0, 1);
      await world.update();
      world.clock.now = NOW;
      next(world);
    },
  },
];

itAnswers('expiry', EXPIRY_CASES);
