import { parseIp, sharesPrefix } from './ip-address.ts';
import { matches } from './policy-pattern.ts';
import type { Meaning, Request } from './policy-request.ts';

/** One key of a condition, with the operator and the values that it is compared with. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/** Operators that are compared as patterns here; everything else is unclear. */
const equals = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);
/** Their opposites: none of the values may fit. */
const differs = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
]);
/** Operators that hold where the key is not there ("IAM JSON policy elements: Condition operators"). */
const negative = new Set([...differs.keys(), 'notipaddress', 'numericnotequals', 'datenotequals']);

const opposite = { applies: 'does-not', unclear: 'unclear', 'does-not': 'applies' } as const;

/**
 * Keys that a request of an AWS service for itself never has: it comes through no endpoint of a VPC, and it is no
 * principal of an organization ("AWS global condition context keys").
 */
const absent =
  /^aws:(?:source(?:vpc|vpce|vpcarn)|vpcsourceip|vpce(?:account|orgid|orgpaths)|principal(?:orgid|orgpaths|tag\/.*)|multifactorauth(?:present|age))$/;

/** Keys that such a request always has. */
const given = new Set([
  ...['aws:sourceaccount', 'aws:sourcearn', 'aws:securetransport'],
  ...['aws:principalisawsservice', 'aws:principalservicename', 'aws:principalservicenameslist'],
]);

/** Judges one key of a condition for a service of AWS that acts for a resource. */
export function conditionOn({ operator, key: written, values }: Condition, request: Request): Meaning {
  const key = written.toLowerCase();
  const [, many, how = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  if (how === 'null') return nullMeaning(key, values);
  if (absent.test(key)) {
    if (many === 'foranyvalue') return 'does-not';
    return many === 'forallvalues' || ifExists !== undefined || negative.has(how) ? 'applies' : 'does-not';
  }
  if (many !== undefined)
    return key === 'aws:principalservicenameslist' ? listMeaning(many, how, values, request) : 'unclear';
  // AWS's own services speak TLS to each other.
  if (how === 'bool' && (key === 'aws:securetransport' || key === 'aws:principalisawsservice'))
    return values.some((value) => value.toLowerCase() === 'true') ? 'applies' : 'does-not';
  if (key === 'aws:sourceip') return addressMeaning(how, values);
  const positive = differs.get(how);
  if (positive !== undefined) return opposite[conditionOn({ operator: positive, key, values }, request)];
  return equals.has(how) ? equalMeaning(key, values, request) : 'unclear';
}

function equalMeaning(key: string, values: readonly string[], request: Request): Meaning {
  switch (key) {
    case 'aws:sourceaccount':
      if (values.some((value) => matches(value, request.actsFor ?? request.owner))) return 'applies';
      // The resource may belong to another account than the service acts for.
      return request.actsFor === null ? 'unclear' : 'does-not';
    case 'aws:sourcearn':
      return request.source(values);
    case 'aws:principalservicename':
      return values.some((value) => matches(value, request.service)) ? 'applies' : 'does-not';
    default:
      // AWS:SourceOwner of the default policy is the account that publishes by itself, not a service.
      return 'unclear';
  }
}

/** `Null` with "true" asks for a key that is not there. */
function nullMeaning(key: string, values: readonly string[]): Meaning {
  const asksForNone = values.some((value) => value.toLowerCase() === 'true');
  if (absent.test(key)) return asksForNone ? 'applies' : 'does-not';
  return given.has(key) ? (asksForNone ? 'does-not' : 'applies') : 'unclear';
}

/** The list holds the service, by this name and by more specific ones that are not known here. */
function listMeaning(many: string, how: string, values: readonly string[], { service }: Request): Meaning {
  if (!values.some((value) => matches(value, service))) return 'unclear';
  if (many === 'foranyvalue' && equals.has(how)) return 'applies';
  return many === 'forallvalues' && differs.has(how) ? 'does-not' : 'unclear';
}

/**
 * A service comes from addresses of AWS, or with none that a policy sees: it is in no private network and in none as
 * small as those of an office. What holds larger public ones is not judged.
 */
function addressMeaning(how: string, values: readonly string[]): Meaning {
  if (how !== 'ipaddress' && how !== 'notipaddress') return 'unclear';
  if (!values.every(isElsewhere)) return 'unclear';
  return how === 'notipaddress' ? 'applies' : 'unclear';
}

/** Ranges that no service of AWS comes from. */
const privateRanges = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const;

function isElsewhere(network: string): boolean {
  const [start = '', length] = network.split('/');
  const address = parseIp(start);
  if (address === null) return false;
  const prefix = length === undefined ? (address.family === 4 ? 32 : 128) : Number(length);
  const isPrivate = privateRanges.some(([range, bits]) => {
    const known = parseIp(range);
    return (
      known !== null &&
      known.family === address.family &&
      prefix >= bits &&
      sharesPrefix(known, address, bits)
    );
  });
  return isPrivate || prefix >= (address.family === 4 ? 16 : 48);
}
