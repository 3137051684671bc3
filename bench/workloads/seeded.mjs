/** A generator with the state that `yardstick.cpp` starts from. */
export function seeded(kit, seed) {
  let x = seed | 0;
  const word = () => {
    x = (x + 0x9e3779b9) | 0;
    let z = x ^ (x >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return new kit.Random(word(), word(), word(), word());
}
