import { createHash } from 'node:crypto';
import type { BundledPackage } from './bundled-packages.ts';

/** The list of bundled components as CycloneDX 1.6 JSON. The same input gives the same bytes: no time, no random number. */
export function softwareBill(version: string, packages: readonly BundledPackage[]): string {
  const root = `pkg:npm/ses-doctor@${version}`;
  const components = packages.map(componentOf);
  const references = new Map(packages.map((one) => [one.name, packageUrl(one)]));
  const dependencies = [
    { ref: root, dependsOn: [...references.values()] },
    ...packages.map((one) => ({
      ref: packageUrl(one),
      dependsOn: one.dependencies.flatMap((name) => references.get(name) ?? []).sort(),
    })),
  ];
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(components))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name: 'ses-doctor',
        version,
        purl: root,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components,
    dependencies,
  };
  return `${JSON.stringify(bill, null, 1)}\n`;
}

function componentOf(one: BundledPackage): object {
  const { name, version, licence, resolved, integrity } = one;
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [null, name];
  return {
    type: 'library',
    'bom-ref': packageUrl(one),
    ...(scope === null ? {} : { group: scope }),
    name: rest,
    version,
    purl: packageUrl(one),
    ...(licence === null ? {} : { licenses: [{ license: { id: licence } }] }),
    ...(resolved === null
      ? {}
      : {
          externalReferences: [
            {
              type: 'distribution',
              url: resolved,
              ...(integrity?.startsWith('sha512-') === true
                ? {
                    hashes: [
                      { alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') },
                    ],
                  }
                : {}),
            },
          ],
        }),
  };
}

/** https://github.com/package-url/purl-spec: the @ of a scope is encoded. */
const packageUrl = ({ name, version }: BundledPackage): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A version 8 UUID (RFC 9562 5.8) made of a hash. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
