// The two ways in which a single-page app brings text late: after a pause, and on a click with a new address.
const app = document.getElementById('app');
setTimeout(() => {
  app.innerHTML = '<p>Donate to the night kitchen. Bitcoin: <code>3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP</code></p>';
}, 300);
document.getElementById('more').addEventListener('click', () => {
  history.pushState({}, '', '/ways-to-give');
  app.innerHTML = '<p>Donate USDT (TRC-20): <code>TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW</code></p>';
});
