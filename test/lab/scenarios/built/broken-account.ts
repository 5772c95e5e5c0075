import broken from '../showpiece/broken-account.ts';

export default { ...broken, through: 'built' } as const;
