import { bundleFunctions } from '../infra/bundle.ts';
import { deployedFunctions } from '../infra/deployed-functions.ts';
import { bundlesFolder } from './bundles-folder.ts';
import type { Measurement } from './measurement.ts';
import { orderFunctions } from './order-functions.ts';

const maxKilobytes = 350;

/** How large are the functions, minified? */
export async function bundleSizes(): Promise<readonly Measurement[]> {
  const bundles = await bundleFunctions({ names: deployedFunctions, outputs: bundlesFolder });
  const kilobytes = bundles.map(({ name, bytes }) => ({ name, size: bytes / 1024 }));
  const isOrderFunction = (name: string) => (orderFunctions as readonly string[]).includes(name);
  const largest = kilobytes.toSorted((a, b) => b.size - a.size).slice(0, 5);
  return [
    ...kilobytes
      .filter(({ name }) => isOrderFunction(name))
      .map(({ name, size }) => ({ question: name, value: size, unit: 'KB', atMost: maxKilobytes })),
    ...largest.map(({ name, size }, index) => ({ question: `largest ${index + 1}: ${name}`, value: size, unit: 'KB' })),
  ];
}
