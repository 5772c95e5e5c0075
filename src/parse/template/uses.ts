import { isReserved } from './missing.ts';
import {
  type Call,
  eachCall,
  eachCallIn,
  eachNode,
  type ExpressionNode,
  type PathNode,
  type Program,
} from './tree.ts';

/** Which names a part reads, rendered or not. */
export interface Uses {
  names: ReadonlySet<string>;
  /** It walks or looks into a whole context: any name may be read. */
  everything: boolean;
}

/** Collects every name that a part reads, whatever the branch. */
export function usesOf(program: Program): Uses {
  const names = new Set<string>();
  let everything = false;
  const read = (expressions: readonly ExpressionNode[]): void => {
    for (const one of expressions) {
      if (one.kind === 'path') for (const part of one.parts) names.add(part);
      if (one.kind === 'literal' && typeof one.value === 'string') names.add(one.value);
    }
  };
  const readCall = (call: Call): void => {
    for (const part of call.path.parts) names.add(part);
    read([...call.params, ...call.hash.map(([, value]) => value)]);
    everything ||= walksContext(call);
  };
  eachNode(program, (node) => {
    if (node.kind === 'print' || node.kind === 'block') eachCall(node.call, readCall);
    if (node.kind !== 'partial') return;
    const values = [...node.params, ...node.hash.map(([, value]) => value)];
    read(values);
    eachCallIn(typeof node.name === 'string' ? values : [...values, node.name], readCall);
  });
  return { names, everything };
}

function walksContext({ path, params }: Call): boolean {
  const [first] = params;
  return ['each', 'lookup'].includes(path.parts[0] ?? '') && first?.kind === 'path' && isWholeContext(first);
}

const isWholeContext = ({ parts, isData }: PathNode): boolean =>
  parts.length === 0 || (isData && parts.length === 1 && parts[0] === 'root');

/** The top-level names of the data that no part reads. */
export function unusedNames(data: object, uses: readonly Uses[]): readonly string[] {
  if (uses.some(({ everything }) => everything)) return [];
  return Object.keys(data).filter((name) => !isReserved(name) && !uses.some(({ names }) => names.has(name)));
}
