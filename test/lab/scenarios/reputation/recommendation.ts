import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The advisor has an open recommendation about the domain',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.recommendations = [
      {
        ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        Type: 'COMPLAINT',
        Description: 'Your complaint rate is higher than it should be.',
        Status: 'OPEN',
        Impact: 'HIGH',
        CreatedTimestamp: new Date('2026-11-18T08:00:00Z'),
        LastUpdatedTimestamp: new Date('2026-11-20T08:00:00Z'),
      },
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['reputation/recommendation'] },
});
