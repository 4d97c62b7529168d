;; The MinHash kernel: 64 permutations x -> a x + b modulo 2^32, the least value of each over a set of shingles.
;; Same values as javascriptKernel in minhash.ts. `node scripts/kernel.mjs` assembles this into kernel-wasm.ts.
;;
;; Memory, in bytes; src/syntax/kernel.ts fills and reads it:
;;      0  64 multipliers, u32
;;    256  64 addends, u32
;;    512  64 least values so far, u32
;;   1024  the shingles, u32, up to the end of the page
(module
  (memory (export "memory") 1)

  ;; Takes the first `count` shingles into the least values. Sixteen permutations at a time: their multipliers, addends
  ;; and minima are twelve vectors, which fit the sixteen registers of x86-64.
  (func (export "fold") (param $count i32)
    (local $p i32) (local $at i32) (local $end i32) (local $x v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128)
    (local.set $end (i32.add (i32.const 1024) (i32.shl (local.get $count) (i32.const 2))))
    (loop $permutations
      (local.set $a0 (v128.load (local.get $p)))
      (local.set $a1 (v128.load offset=16 (local.get $p)))
      (local.set $a2 (v128.load offset=32 (local.get $p)))
      (local.set $a3 (v128.load offset=48 (local.get $p)))
      (local.set $b0 (v128.load offset=256 (local.get $p)))
      (local.set $b1 (v128.load offset=272 (local.get $p)))
      (local.set $b2 (v128.load offset=288 (local.get $p)))
      (local.set $b3 (v128.load offset=304 (local.get $p)))
      (local.set $m0 (v128.load offset=512 (local.get $p)))
      (local.set $m1 (v128.load offset=528 (local.get $p)))
      (local.set $m2 (v128.load offset=544 (local.get $p)))
      (local.set $m3 (v128.load offset=560 (local.get $p)))
      (local.set $at (i32.const 1024))
      (block $done
        (loop $shingles
          (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
          (local.set $x (v128.load32_splat (local.get $at)))
          (local.set $m0 (i32x4.min_u (local.get $m0) (i32x4.add (i32x4.mul (local.get $x) (local.get $a0)) (local.get $b0))))
          (local.set $m1 (i32x4.min_u (local.get $m1) (i32x4.add (i32x4.mul (local.get $x) (local.get $a1)) (local.get $b1))))
          (local.set $m2 (i32x4.min_u (local.get $m2) (i32x4.add (i32x4.mul (local.get $x) (local.get $a2)) (local.get $b2))))
          (local.set $m3 (i32x4.min_u (local.get $m3) (i32x4.add (i32x4.mul (local.get $x) (local.get $a3)) (local.get $b3))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br $shingles)))
      (v128.store offset=512 (local.get $p) (local.get $m0))
      (v128.store offset=528 (local.get $p) (local.get $m1))
      (v128.store offset=544 (local.get $p) (local.get $m2))
      (v128.store offset=560 (local.get $p) (local.get $m3))
      (br_if $permutations
        (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 64))) (i32.const 256))))))
