/** One advisory about a package of the bundle. */
export interface BundledAdvisory {
  name: string;
  version: string;
  title: string;
  severity: string;
  url: string;
}

/** A component of dist/sbom.cdx.json, as far as it is read here. */
export interface Component {
  group?: string;
  name: string;
  version: string;
}

/**
 * The advisories of `npm audit --json` (report version 2) that are about a package in the bundle. A package that is only
 * hit through one that is not bundled does not count: that code does not reach users. Throws when the text is no report:
 * an audit that did not take place is no clean one.
 */
export function bundledAdvisories(
  audit: string,
  components: readonly Component[],
): readonly BundledAdvisory[] {
  const report = JSON.parse(audit) as Report;
  if (report.auditReportVersion !== 2 || typeof report.vulnerabilities !== 'object')
    throw new Error(`npm audit gave no report: ${report.message ?? audit.slice(0, 200)}`);
  const versions = new Map(
    components.map(({ group, name, version }) => [group === undefined ? name : `${group}/${name}`, version]),
  );
  return Object.values(report.vulnerabilities).flatMap(({ name, via }) => {
    const version = versions.get(name);
    if (version === undefined) return [];
    return via
      .filter((cause) => typeof cause === 'object')
      .map(({ title, severity, url }) => ({ name, version, title, severity, url }));
  });
}

interface Report {
  auditReportVersion?: number;
  /** Of an error. */
  message?: string;
  /** `via`: an advisory, or the name of the package that brings one along. */
  vulnerabilities: Readonly<Record<string, { name: string; via: readonly (string | Advisory)[] }>>;
}

interface Advisory {
  title: string;
  severity: string;
  url: string;
}
