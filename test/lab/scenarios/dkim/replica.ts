import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A replica uses the records of its parent Region',
  world({ region }) {
    const domain = verifiedDomain('example.com');
    region.identities['example.com'] = {
      ...domain,
      DkimAttributes: { ...domain.DkimAttributes, SigningAttributesOrigin: 'AWS_SES_US_EAST_1' },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [] },
});
