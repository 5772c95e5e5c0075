import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DKIM is off and the envelope is Amazon’s',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes !== undefined) identity.DkimAttributes.SigningEnabled = false;
    delete identity?.MailFromAttributes;
  },
  command: ['--identity', 'example.com', '--only', 'alignment*'],
  expect: { exitCode: 1, codes: ['alignment/dmarc-fails'], infos: [] },
});
