import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The advisor has an open recommendation about a domain that nobody asked about',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.recommendations = [
      {
        ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/other.example',
        Type: 'DKIM',
        Description: 'DKIM signing is not on.',
        Status: 'OPEN',
        Impact: 'HIGH',
      },
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
