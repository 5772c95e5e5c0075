import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOptInRegion, nearestRegion } from '../../src/knowledge/region-names.ts';
import { sesRegions } from '../../src/knowledge/regions.ts';

describe('the Region that was meant', () => {
  it.each([
    ['eu-west-1', 'eu-west-1'],
    ['eu-west-1a', 'eu-west-1'],
    ['EU_WEST_1', 'eu-west-1'],
    ['us-esat-1', 'us-east-1'],
    ['eu-centrl-1', 'eu-central-1'],
    ['euwest1', 'eu-west-1'],
    ['EU (Frankfurt)', 'eu-central-1'],
    ['US East (N. Virginia)', 'us-east-1'],
    ['AWS GovCloud (US-West)', 'us-gov-west-1'],
    ['South America (São Paulo)', 'sa-east-1'],
  ])('by %s is %s', (text, region) => {
    expect(nearestRegion(text)).toBe(region);
  });

  it.each(['', 'production', 'localhost', 'x'.repeat(10_000)])('by %s is none', (text) => {
    expect(nearestRegion(text)).toBeNull();
  });

  it('is a Region of SES or none, whatever is written', () => {
    const names = new Set([...sesRegions.map(({ name }) => name), null]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => names.has(nearestRegion(text))));
  });
});

it('every Region without SMTP has to be switched on first', () => {
  for (const { name, smtp } of sesRegions) if (!smtp) expect(isOptInRegion(name), name).toBe(true);
});
