import type { Rule } from './rule.ts';
import rule0 from './rules/alby-simple-boost.json' with { type: 'json' };
import rule1 from './rules/binance-pay.json' with { type: 'json' };
import rule2 from './rules/bitpay.json' with { type: 'json' };
import rule3 from './rules/blockonomics.json' with { type: 'json' };
import rule4 from './rules/btcpay.json' with { type: 'json' };
import rule5 from './rules/buymeacoffee.json' with { type: 'json' };
import rule6 from './rules/coinbase-commerce.json' with { type: 'json' };
import rule7 from './rules/coinbase-legacy.json' with { type: 'json' };
import rule8 from './rules/coingate.json' with { type: 'json' };
import rule9 from './rules/coinpayments.json' with { type: 'json' };
import rule10 from './rules/coinwidget.json' with { type: 'json' };
import rule11 from './rules/crypto.com-pay.json' with { type: 'json' };
import rule12 from './rules/cryptobadges.json' with { type: 'json' };
import rule13 from './rules/cryptomus.json' with { type: 'json' };
import rule14 from './rules/depay.json' with { type: 'json' };
import rule15 from './rules/donorbox.json' with { type: 'json' };
import rule16 from './rules/endaoment.json' with { type: 'json' };
import rule17 from './rules/engiven.json' with { type: 'json' };
import rule18 from './rules/every.org.json' with { type: 'json' };
import rule19 from './rules/geyser.json' with { type: 'json' };
import rule20 from './rules/gitcoin.json' with { type: 'json' };
import rule21 from './rules/github-sponsors.json' with { type: 'json' };
import rule22 from './rules/givebutter.json' with { type: 'json' };
import rule23 from './rules/giveth.json' with { type: 'json' };
import rule24 from './rules/gofundme.json' with { type: 'json' };
import rule25 from './rules/helio.json' with { type: 'json' };
import rule26 from './rules/kickstarter.json' with { type: 'json' };
import rule27 from './rules/ko-fi.json' with { type: 'json' };
import rule28 from './rules/launchgood.json' with { type: 'json' };
import rule29 from './rules/liberapay.json' with { type: 'json' };
import rule30 from './rules/lnbits.json' with { type: 'json' };
import rule31 from './rules/nowpayments.json' with { type: 'json' };
import rule32 from './rules/opencollective.json' with { type: 'json' };
import rule33 from './rules/opennode.json' with { type: 'json' };
import rule34 from './rules/patreon.json' with { type: 'json' };
import rule35 from './rules/paybutton.json' with { type: 'json' };
import rule36 from './rules/paypal.json' with { type: 'json' };
import rule37 from './rules/plisio.json' with { type: 'json' };
import rule38 from './rules/strike.json' with { type: 'json' };
import rule39 from './rules/stripe.json' with { type: 'json' };
import rule40 from './rules/thegivingblock.json' with { type: 'json' };
import rule41 from './rules/tippin.me.json' with { type: 'json' };
import rule42 from './rules/trocador.json' with { type: 'json' };
import rule43 from './rules/web-monetization.json' with { type: 'json' };
import rule44 from './rules/yoomoney.json' with { type: 'json' };

/** Every rule. Written by scripts/widgets.ts out of rules/. */
export const RULES = [
  rule0,
  rule1,
  rule2,
  rule3,
  rule4,
  rule5,
  rule6,
  rule7,
  rule8,
  rule9,
  rule10,
  rule11,
  rule12,
  rule13,
  rule14,
  rule15,
  rule16,
  rule17,
  rule18,
  rule19,
  rule20,
  rule21,
  rule22,
  rule23,
  rule24,
  rule25,
  rule26,
  rule27,
  rule28,
  rule29,
  rule30,
  rule31,
  rule32,
  rule33,
  rule34,
  rule35,
  rule36,
  rule37,
  rule38,
  rule39,
  rule40,
  rule41,
  rule42,
  rule43,
  rule44,
] as readonly unknown[] as readonly Rule[];
