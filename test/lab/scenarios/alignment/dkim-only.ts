import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Without a MAIL FROM domain only DKIM aligns',
  world({ region }) {
    delete region.identities['example.com']?.MailFromAttributes;
  },
  command: ['--identity', 'example.com', '--only', 'alignment*'],
  expect: { exitCode: 0, codes: [], infos: ['alignment/dkim-only'] },
});
