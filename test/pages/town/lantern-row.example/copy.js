// The ways in which pages put an address on the clipboard. The one for USDT comes in the moment in which it is asked for.
const address = document.getElementById('address').textContent;
const done = document.getElementById('done');

async function copy(text) {
  await navigator.clipboard.writeText(text);
  done.textContent = 'The address is copied. Paste it into your wallet.';
}

document.getElementById('copy-it').addEventListener('click', () => copy(address));
document.getElementById('hurry').addEventListener('click', () => copy(address));
document.getElementById('usdt').addEventListener('click', async ({ target }) => {
  const text = (await (await fetch('/usdt.txt')).text()).trim();
  target.closest('p').innerHTML = `<code>${text}</code>`;
  await copy(text);
});
