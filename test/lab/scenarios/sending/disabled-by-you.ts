import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Somebody switched sending off, perhaps an alarm',
  world({ region }) {
    region.account.SendingEnabled = false;
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sending/disabled-by-you'] },
});
