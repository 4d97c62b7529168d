;; The MinHash kernel: 64 permutations x -> a x + b modulo 2^16, the least value of each over a set of shingles, of which the
;; first half of the permutations takes the lower 16 bits and the second half the upper; and the shingles of a sequence of
;; tokens. Same values as javascriptKernel in minhash.ts and Shingler in shingles.ts.
;; `node scripts/kernel.mjs` assembles this into kernel-wasm.ts.
;;
;; Memory, in bytes; src/syntax/kernel.ts fills and reads it. A sequence has up to 16384 tokens; four lanes are read and
;; written at a time, so each array has room for three elements more.
;;      0  64 multipliers, u16
;;    128  64 addends, u16
;;    256  64 least values so far, u16
;;    512  the base of the polynomial hash, u32
;;   1024  the hash of each token of a sequence, u32; then how often each gram came before, u32
;;  66576  the hash of each gram, u32
;; 132128  the shingles, u32
;; 197680  table: where a gram came last, plus one, u16; 131072 slots at most
(module
  (memory (export "memory") 8)

  ;; Takes the first `count` shingles into the least values. Half of the permutations at a time: their multipliers, addends
  ;; and minima are twelve vectors, which fit the sixteen registers of x86-64.
  (func $fold (export "fold") (param $count i32)
    (local $p i32) (local $at i32) (local $end i32) (local $x v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $halves
      (local.set $a0 (v128.load (local.get $p)))
      (local.set $a1 (v128.load offset=16 (local.get $p)))
      (local.set $a2 (v128.load offset=32 (local.get $p)))
      (local.set $a3 (v128.load offset=48 (local.get $p)))
      (local.set $b0 (v128.load offset=128 (local.get $p)))
      (local.set $b1 (v128.load offset=144 (local.get $p)))
      (local.set $b2 (v128.load offset=160 (local.get $p)))
      (local.set $b3 (v128.load offset=176 (local.get $p)))
      (local.set $m0 (v128.load offset=256 (local.get $p)))
      (local.set $m1 (v128.load offset=272 (local.get $p)))
      (local.set $m2 (v128.load offset=288 (local.get $p)))
      (local.set $m3 (v128.load offset=304 (local.get $p)))
      ;; two bytes on where the second half, from byte 64 on, begins: the upper 16 bits of the shingles
      (local.set $at (i32.add (i32.const 132128) (i32.shr_u (local.get $p) (i32.const 5))))
      (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 2))))
      (loop $shingles
        (local.set $x (v128.load16_splat (local.get $at)))
        (local.set $m0 (i16x8.min_u (local.get $m0) (i16x8.add (i16x8.mul (local.get $x) (local.get $a0)) (local.get $b0))))
        (local.set $m1 (i16x8.min_u (local.get $m1) (i16x8.add (i16x8.mul (local.get $x) (local.get $a1)) (local.get $b1))))
        (local.set $m2 (i16x8.min_u (local.get $m2) (i16x8.add (i16x8.mul (local.get $x) (local.get $a2)) (local.get $b2))))
        (local.set $m3 (i16x8.min_u (local.get $m3) (i16x8.add (i16x8.mul (local.get $x) (local.get $a3)) (local.get $b3))))
        (br_if $shingles (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (v128.store offset=256 (local.get $p) (local.get $m0))
      (v128.store offset=272 (local.get $p) (local.get $m1))
      (v128.store offset=288 (local.get $p) (local.get $m2))
      (v128.store offset=304 (local.get $p) (local.get $m3))
      (br_if $halves
        (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 64))) (i32.const 128)))))

  ;; Makes the shingles of the first `tokens` hashes, five at least, and takes them into the least values. `slots` is a
  ;; power of two, more than `tokens`.
  (func (export "sequence") (param $tokens i32) (param $slots i32)
    (local $at i32) (local $end i32) (local $hash i32) (local $slot i32) (local $last i32) (local $equal i32)
    (local $base v128) (local $m1 v128) (local $m2 v128) (local $h v128)
    ;; the grams of five tokens
    (local.set $base (v128.load32_splat (i32.const 512)))
    (local.set $m1 (i32x4.splat (i32.const 0x85ebca6b)))
    (local.set $m2 (i32x4.splat (i32.const 0xc2b2ae35)))
    (local.set $end (i32.sub (i32.shl (local.get $tokens) (i32.const 2)) (i32.const 16)))
    (loop $four
      (local.set $h
        (i32x4.add (v128.load offset=1040 (local.get $at)) (i32x4.mul (local.get $base)
        (i32x4.add (v128.load offset=1036 (local.get $at)) (i32x4.mul (local.get $base)
        (i32x4.add (v128.load offset=1032 (local.get $at)) (i32x4.mul (local.get $base)
        (i32x4.add (v128.load offset=1028 (local.get $at)) (i32x4.mul (local.get $base)
                   (v128.load offset=1024 (local.get $at)))))))))))
      ;; fmix32 of hash.ts
      (local.set $h (i32x4.mul (local.get $m1) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16)))))
      (local.set $h (i32x4.mul (local.get $m2) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 13)))))
      (v128.store offset=66576 (local.get $at) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
      (br_if $four (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    ;; how often each came before: once more than the last equal one. Few branches, since nobody can foretell repeats.
    (memory.fill (i32.const 197680) (i32.const 0) (i32.shl (local.get $slots) (i32.const 1)))
    (local.set $slots (i32.sub (i32.shl (local.get $slots) (i32.const 1)) (i32.const 2)))
    (local.set $at (i32.const 0))
    (loop $each
      (local.set $hash (i32.load offset=66576 (local.get $at)))
      (local.set $slot (i32.and (i32.shl (local.get $hash) (i32.const 1)) (local.get $slots)))
      (local.set $last (i32.shl (i32.load16_u offset=197680 (local.get $slot)) (i32.const 2)))
      (local.set $equal (i32.eq (i32.load offset=66572 (local.get $last)) (local.get $hash)))
      (if (i32.and (i32.ne (local.get $last) (i32.const 0)) (i32.eqz (local.get $equal)))
        (then
          (loop $probe
            (local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 2)) (local.get $slots)))
            (local.set $last (i32.shl (i32.load16_u offset=197680 (local.get $slot)) (i32.const 2)))
            (local.set $equal (i32.eq (i32.load offset=66572 (local.get $last)) (local.get $hash)))
            (br_if $probe (i32.and (i32.ne (local.get $last) (i32.const 0)) (i32.eqz (local.get $equal)))))))
      (i32.store offset=1024 (local.get $at)
        (select (i32.add (i32.load offset=1020 (local.get $last)) (i32.const 1)) (i32.const 0)
                (i32.and (local.get $equal) (i32.ne (local.get $last) (i32.const 0)))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (i32.store16 offset=197680 (local.get $slot) (i32.shr_u (local.get $at) (i32.const 2)))
      (br_if $each (i32.lt_u (local.get $at) (local.get $end))))
    ;; the shingles
    (local.set $base (i32x4.splat (i32.const 0x9e3779b9)))
    (local.set $at (i32.const 0))
    (loop $four
      (local.set $h (i32x4.add (v128.load offset=66576 (local.get $at)) (i32x4.mul (local.get $base) (v128.load offset=1024 (local.get $at)))))
      (local.set $h (i32x4.mul (local.get $m1) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16)))))
      (local.set $h (i32x4.mul (local.get $m2) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 13)))))
      (v128.store offset=132128 (local.get $at) (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
      (br_if $four (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (call $fold (i32.sub (local.get $tokens) (i32.const 4)))))
