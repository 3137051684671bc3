/** Copies a typed array to the beginning of a longer one, and returns that. */
export function widened<T extends Int32Array | Float64Array>(old: T, wide: T): T {
  wide.set(old);
  return wide;
}
