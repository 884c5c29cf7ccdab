return 'hello'
--- literals
return tostring(nil) .. tostring(true) .. tostring(false)
---
return "a\065\n\t\\\"\'\z"
---
return [[
first line
second]]
---
return [==[ a ]] b ]==]
---
return #"\0\0abc"
---
return tostring(1e3) .. ' ' .. tostring(.5) .. ' ' .. tostring(3.)
---
return "line \
continued"
--- arithmetic
return tostring(7 % 3) .. tostring(-7 % 3) .. tostring(7 % -3) .. tostring(2 ^ 10)
---
return tostring(1 / 2 + 3 * 4 - 5)
---
return tostring(2 ^ 3 ^ 2) .. tostring(-2 ^ 2)
---
return tostring('10' + 5) .. tostring('3' * '4')
---
return tostring(10 / '2')
---
return tostring(-'2')
---
return 3.99
---
return -3.99
---
return tostring(1 < 2) .. tostring(2 <= 1) .. tostring('a' < 'b') .. tostring('a' >= 'b')
---
return tostring(1 == '1') .. tostring('a' == 'a') .. tostring(nil == false)
---
return tostring(nil and 1) .. tostring(false or 'x') .. tostring(1 and 2) .. tostring(not nil)
---
return 1 .. 2 .. 'x'
---
return tostring(1 .. 2 == '12')
--- precedence
return tostring(not 1 == 2) .. tostring(1 + 2 .. 3 + 4) .. tostring(2 * 3 % 4)
---
return tostring(1 or error('no')) .. tostring(nil and error('no'))
--- variables
local a, b, c = 1, 2
return tostring(a) .. tostring(b) .. tostring(c)
---
local a, b = (function() return 1, 2 end)()
return a + b
---
local a, b = 1, 2
a, b = b, a
return a .. b
---
local i, t = 1, {}
i, t[i] = i + 1, 20
return i .. tostring(t[1]) .. tostring(t[2])
---
local x = 1
do local x = 2 end
return x
---
local x = 5
local x = x + 1
return x
---
local t = {}
t.a, t.b, t.c = (function() return 1, 2, 3 end)()
return t.a .. t.b .. t.c
--- functions
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
return fact(10)
---
local function f(a, b, c) return tostring(a) .. tostring(b) .. tostring(c) end
return f(1) .. f(1, 2, 3, 4)
---
local function f(...) return select('#', ...) end
return f(nil, nil) .. f() .. f(1, 2, 3)
---
local function f(...) local a, b = ... return tostring(a) .. tostring(b) end
return f(1) .. f(1, 2, 3)
---
local function f(...) return arg.n .. tostring(arg[1]) end
return f('x', nil)
---
local function f(...) local a = ... return tostring(arg) end
return f(1)
---
local function f(...) return {...}, {..., 'x'} end
local a, b = f(1, 2, 3)
return #a .. #b
---
return (function(...) return select(-1, ...) end)('a', 'b')
---
local t = {f = function(self, x) return self.n + x end, n = 3}
return t:f(4)
---
local t = {a = {b = {}}}
function t.a.b.c(x) return x end
function t.a.b:d(x) return self.c(x) end
return t.a.b:d('ok')
---
local function f() return 1, 2, 3 end
return (f()) .. #{f()} .. #{f(), f()} .. #{(f())}
---
local s = 0
local function add(n) if n == 0 then return s end s = s + n return add(n - 1) end
return add(100000)
---
local f = load(function() return nil end)
return tostring(f())
---
local n = 0
local parts = {'return ', '1', '+2'}
return load(function() n = n + 1 return parts[n] end)()
---
return loadstring('return 1 + 1')()
---
return tostring(loadstring('return ..')) .. select(2, loadstring('x ='))
---
return select(2, loadstring('x = = 2', '=name'))
---
return select(2, loadstring('x = = 2', '@file'))
---
return select(2, loadstring('local a\nlocal b\nx = }'))
---
return tostring(loadstring('\27Lua'))
---
return select(2, loadstring('\27Lua'))
--- closures
local function counter() local n = 0 return function() n = n + 1 return n end end
local a, b = counter(), counter()
a() a()
return a() .. b()
---
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
return fs[1]() .. fs[1]() .. fs[2]() .. fs[3]()
---
local fs = {}
local k = 0
while k < 3 do k = k + 1 local j = k fs[k] = function() return j end end
return fs[1]() .. fs[2]() .. fs[3]()
---
local function f(a) return function() a = a + 1 return function() return a end end end
local g = f(1)
return g()() .. g()()
---
local a = 1
local function f() local function g() a = a + 1 end g() return a end
return f() .. f() .. a
---
local fs = {}
for k, v in pairs({10, 20}) do fs[k] = function() return v end end
return fs[1]() .. fs[2]()
--- loops
local s = 0
for i = 10, 1, -3 do s = s * 10 + i end
return s
---
local s = ''
for i = 1, 0 do s = s .. i end
for i = 0.5, 2 do s = s .. i .. ' ' end
return s
---
local s = ''
for i = '1', '3' do s = s .. i end
return s
---
for i = 'a', 2 do end
---
for i = 1, {} do end
---
for i = 1, 2, print do end
---
local i = 0
repeat local j = i i = i + 1 until j == 3
return i
---
local i = 0
while true do i = i + 1 if i > 5 then break end end
return i
---
local s = ''
for i = 1, 3 do for j = 1, 3 do if j == 2 then break end s = s .. i .. j end end
return s
---
local s = ''
for i, v in ipairs({'a', 'b', nil, 'd'}) do s = s .. i .. v end
return s
---
local function it(s, c) if c < s then return c + 1, c * 2 end end
local s = ''
for a, b in it, 3, 0 do s = s .. a .. b end
return s
---
for i in nil do end
---
for i in pairs(nil) do end
---
local t = setmetatable({}, {__call = function(self, s, c) c = (c or 0) + 1 if c < 4 then return c end end})
local s = ''
for i in t do s = s .. i end
return s
---
local t = {a = 1, b = 2, c = 3}
for k in pairs(t) do t[k] = nil end
return tostring(next(t))
--- tables
local t = {1, 2, x = 3, [10] = 4, 5; 6}
return #t .. t.x .. t[10] .. t[4]
---
local t = {[1] = 'a', 'b'}
return t[1]
---
local s = ''
for k, v in pairs({a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7}) do s = s .. k .. v end
return s
---
local t = {}
for i = 1, 20 do t['key' .. i] = i end
local s = ''
for k, v in pairs(t) do s = s .. k .. ' ' end
return s
---
local t = {}
for i = 10, 1, -1 do t[i] = i end
local s = ''
for k in pairs(t) do s = s .. k .. ' ' end
return s .. #t
---
local t = {1, 2, nil, 4, nil, nil, 7}
return #t
---
local t = {n = 1, 1, 2, 3, nil}
t[5] = 5
return #t
---
local t = {}
t[1.5] = 'a' t[true] = 'b' t[-1] = 'c' t[0] = 'd' t[2^40] = 'e'
local s = ''
for k, v in pairs(t) do s = s .. tostring(k) .. v .. ' ' end
return s
---
local t = {}
t[nil] = 1
---
local t = {}
t[0/0] = 1
---
return tostring(({})[nil])
---
return tostring(next({})) .. tostring(next({5}))
---
return next({}, 'nokey')
---
local t = {} for i = 1, 100 do t[i] = i end for i = 51, 100 do t[i] = nil end return #t
---
local t = {} for i = 1, 60 do t[#t + 1] = i end local s = 0 for _, v in ipairs(t) do s = s + v end return s
---
return unpack({}, 1, 1e7)
--- metatables
local v = setmetatable({x = 1}, {__index = function(t, k) return k .. '!' end})
return v.x .. v.y
---
local base = {greet = function() return 'hi' end}
local o = setmetatable({}, {__index = setmetatable({}, {__index = base})})
return o.greet()
---
local log = ''
local t = setmetatable({}, {__newindex = function(t, k, v) log = log .. k rawset(t, k, v) end})
t.a = 1 t.a = 2 t.b = 3
return log .. t.a
---
local mt = {}
mt.__add = function(a, b) return 'add' end
mt.__sub = function(a, b) return 'sub' end
mt.__mul = function(a, b) return 'mul' end
mt.__div = function(a, b) return 'div' end
mt.__mod = function(a, b) return 'mod' end
mt.__pow = function(a, b) return 'pow' end
mt.__unm = function(a, b) return 'unm' end
mt.__concat = function(a, b) return 'cat' end
local x = setmetatable({}, mt)
return (x + 1) .. (1 - x) .. (x * x) .. (x / 1) .. (x % 2) .. (x ^ 2) .. (-x) .. (x .. 'a') .. (1 .. x)
---
local mt = {__lt = function(a, b) return a.n < b.n end, __eq = function(a, b) return a.n == b.n end}
local function v(n) return setmetatable({n = n}, mt) end
return tostring(v(1) < v(2)) .. tostring(v(1) <= v(2)) .. tostring(v(1) > v(2)) .. tostring(v(1) == v(1)) .. tostring(v(1) ~= v(1))
---
local mt = {__le = function(a, b) return false end}
local a, b = setmetatable({}, mt), setmetatable({}, mt)
return tostring(a <= b) .. tostring(a >= b)
---
local a = setmetatable({}, {__lt = function() return true end})
return tostring(a < 1)
---
local a, b = setmetatable({}, {__lt = function() return true end}), setmetatable({}, {})
return tostring(a < b)
---
local c = setmetatable({}, {__call = function(self, a, b) return a + b end})
return c(1, 2)
---
return #setmetatable({1, 2}, {__len = function() return 10 end})
---
return tostring(setmetatable({}, {__tostring = function() return 'me' end}))
---
return type(tostring(setmetatable({}, {__tostring = function() return {} end})))
---
return getmetatable(setmetatable({}, {__metatable = 'locked'}))
---
setmetatable(setmetatable({}, {__metatable = 'locked'}), {})
---
setmetatable({})
---
setmetatable(1, {})
---
return tostring(rawequal('a', 'a')) .. tostring(rawget({x = 1}, 'x')) .. rawset({}, 'a', 2).a
---
local t = setmetatable({}, {__index = function(t, i) return i * 2 end})
return t[21]
---
local t = setmetatable({}, {__concat = function(a, b) return 'C' end})
return 'a' .. 'b' .. t .. 'c'
--- errors
error('boom')
---
error('boom', 0)
---
error('boom', 2)
---
error()
---
error(42)
---
error({})
---
local function f() error('inner', 2) end
f()
---
local function f() error('inner', 1) end

f()
---
return select(2, pcall(error, 'x'))
---
return select(2, pcall(error))  == nil and 'nil'
---
return select(2, pcall(function() error('x') end))
---
return select(2, pcall(function() error('x', 2) end))
---
local function f() return error('x', 2) end
local function g() f() end
return select(2, pcall(g))
---
local function f() error('x', 2) end
local function g() return f() end
return select(2, pcall(g))
---
local function f() error('x', 3) end
local function g() f() end
local function h()
  g()
end
return select(2, pcall(h))
---
return type(select(2, pcall(error, {code = 1})))
---
return select(2, pcall(error, {code = 7})).code
---
return tostring(select(2, xpcall(function() error('e', 0) end, function(e) return e .. '+' end)))
---
return tostring(select(2, xpcall(function() error('e', 0) end, function(e) error('again') end)))
---
return select(2, pcall(nil))
---
return tostring(assert(1, 2)) .. select('#', assert(1, 2, 3))
---
assert(false)
---
assert(nil, 'message')
---
assert()
---
assert(false, {})
---
local a; a.b = 1
---
local a; return a.b
---
return undefined_thing
---
undefined_thing = 1
---
local t = {}; t.x.y = 1
---
local t = {}; return t.x.y.z
---
local t = {}; t[1][2] = 3
---
local t, i = {}, 1; return t[i].x
---
local a; a()
---
local t = {}; t.f()
---
local t = {}; t:f()
---
local t = {}; t[1]()
---
local a = 1; local function f() a() end f()
---
local a; local function f() return a.x end f()
---
(nil)()
---
(1)()
---
return ('x')()
---
local a = {}; return a + 1
---
local a = {}; return 1 + a
---
local a = 'x'; return a + 1
---
local t = {}; return t.x + 1
---
local a = {}; return -a
---
return {} + 1
---
return 1 + nil
---
return #nil
---
local a; return #a
---
local a = 1; return #a
---
local a; return 'x' .. a
---
local a; return a .. 'x'
---
local t = {}; return 'a' .. t.x .. 'b'
---
local a; return 'a' .. 'b' .. a
---
return {} .. 'x'
---
return 1 < 'x'
---
return {} < {}
---
return nil < 1
---
return {} <= 1
---
local a = 1; return a < print
---
local a = true; return a < false
---
local a
local b = 1 +
  a
---
local x = {
  1,
  nil + 1,
}
---
local t = {}
return t
  .a
  .b
---
ipairs()
---
pairs(1)
---
tostring()
---
type()
---
select(0)
---
select('x')
---
return select('#')
---
return select(-5, 1, 2)
---
tonumber()
---
tonumber('10', 99)
---
return tostring(tonumber('ff', 16)) .. tostring(tonumber('zz', 36)) .. tostring(tonumber('8', 8)) .. tostring(tonumber('0x1F', 16))
---
return tostring(tonumber('  12  ')) .. tostring(tonumber('1e1')) .. tostring(tonumber('1x')) .. tostring(tonumber('')) .. tostring(tonumber({}) )
---
return tostring(tonumber(nil))
---
setfenv(1, {})
---
return type(getfenv)
---
print('x')
---
return _VERSION
---
return tostring(_G._G == _G)
---
_G.x = 1
---
rawset(_G, 'x', 1)
---
setmetatable(_G, {})
---
collectgarbage('bogus')
---
return type(collectgarbage('count')) .. tostring(collectgarbage()) .. type(gcinfo())
---
rawget(1, 2)
---
rawset({}, 1)
---
rawset({}, nil, 1)
---
unpack()
---
next({}, {})
--- syntax errors
return +
---
x =
---
x
---
x y
---
1 = 2
---
f() = 1
---
a.b:c = 1
---
if x then
---
if true then
return 1

---
while true
---
for i do end
---
for 1 = 1, 2 do end
---
for i = 1 do end
---
local function end
---
local 1
---
function f( return 1 end
---
function f(a,) end
---
return (1
---
return {1
---
return {1,
2
---
return 'abc
---
return "abc
def"
---
return [[abc
---
--[[ never closed
---
return '\300'
---
return 1x
---
return 0x
---
return 3..4
---
return [=abc
---
return 1 ~ 2
---
return a $ b
---
return a ! b
---
break
---
while true do break return 1 end
---
return 1 return 2
---
;
---
local a;; local b
---
goto x
---
local goto = 1; return goto
---
return ...
---
function f() return ... end
---
return ... + 1
---
local f = function() end
(function() end)()
---
return (f
)
---
return a.1
---
return a:b
---
return }
---
end
---
return [[ a [[ b ]] ]]
---
x = 'a' 'b'
---
local x <const> = 1
---
return 1 // 2
---
return 1 & 2
---
return "\xff"
---
return '\
x'
---
return and
---
return function
--- coroutines
local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) return c * 2 end)
local _, x = coroutine.resume(co, 1, 2)
local _, y = coroutine.resume(co, 10)
return x .. y .. coroutine.status(co)
---
local f = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
return f() .. f() .. f()
---
local co = coroutine.create(function() error('bad') end)
return select(2, coroutine.resume(co)) .. coroutine.status(co)
---
local co = coroutine.create(function() end)
coroutine.resume(co)
return select(2, coroutine.resume(co))
---
local co = coroutine.wrap(function() error('bad') end)
co()
---
local co = coroutine.wrap(function() error({}) end)
return type(select(2, pcall(co)))
---
coroutine.yield(1)
---
local co = coroutine.create(function() return select(2, pcall(function() coroutine.yield(1) end)) end)
return select(2, coroutine.resume(co))
---
return tostring(coroutine.running())
---
local co; co = coroutine.create(function() return coroutine.status(co) .. type(coroutine.running()) end)
return select(2, coroutine.resume(co))
---
coroutine.create(1)
---
coroutine.resume(1)
---
local co; co = coroutine.create(function() return select(2, coroutine.resume(co)) end)
return select(2, coroutine.resume(co))
---
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local s = 0
for v in gen(100) do s = s + v end
return s
--- limits
local function f() return 1 + f() end
f()
---
local function f() return 1 + f() end
return select(2, pcall(f))
---
local t = {} setmetatable(t, {__index = function(t, k) return t[k] end})
return t.x
---
local t = {} setmetatable(t, {__index = t})
return t.x
---
local function f() return pcall(f) end
return tostring(f())
---
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
return depth(15000)
---
local s = '' for i = 1, 201 do s = s .. 'local a' .. i .. ' ' end
return select(2, loadstring(s, '=x'))
---
local s = 'local function f() ' for i = 1, 201 do s = s .. 'local a' .. i .. ' ' end
return select(2, loadstring(s .. 'end', '=x'))
---
local s = '' for i = 1, 61 do s = s .. 'local a' .. i .. ' ' end
s = s .. 'local function f() return a1' for i = 2, 61 do s = s .. '+a' .. i end
return select(2, loadstring(s .. ' end', '=x'))
---
local t = {10, 20, 30}
return (unpack(t)) .. select('#', unpack(t, 2)) .. select('#', unpack({}, 1, 3))
---
rawget()
---
local f = rawget; f()
---
local t = {f = rawget}; t.f('x', 'y')
---
local t = {f = rawget}; t:f()
---
local t = {f = tonumber}; t:f(99)
---
local t = {f = ipairs}; setmetatable(t, {__index = t}); local u = 1; t.f(u)
---
return select(2, pcall(rawget))
---
local f = rawget; local function g() f() end g()
---
return loadstring('return ' .. '((((((((((1))))))))))')()
---
local s = '1' for i = 1, 150 do s = '(' .. s .. ')' end
return loadstring('return ' .. s)()
---
local s = '1' for i = 1, 300 do s = '(' .. s .. ')' end
return select(2, loadstring('return ' .. s, '=x'))
---
local s = '' for i = 1, 300 do s = '{' .. s .. '}' end
return select(2, loadstring('return ' .. s, '=x'))
---
local s = '' for i = 1, 300 do s = 'do ' .. s .. ' end' end
return select(2, loadstring(s, '=x'))
---
local s = '1' for i = 1, 5000 do s = s .. '+1' end
return loadstring('return ' .. s)()
---
local s = "'x'" for i = 1, 250 do s = s .. "..'x'" end
return select(2, loadstring('return ' .. s, '=x'))
---
local s = "'x'" for i = 1, 150 do s = s .. "..'x'" end
return #loadstring('return ' .. s)()
---
local s = '' for i = 1, 60 do s = s .. 'a' .. i .. ',' end
return select(2, loadstring(s .. 'b = 1 +', '=x'))
---
return select(2, loadstring('x y', 'a long chunk name that does not fit into the sixty characters of an error'))
---
return select(2, loadstring('x\ny z'))
---
return tostring(#setmetatable({1}, {__len = function() return 10 end})) .. tostring(pcall(pairs, nil))
---
local t = setmetatable({1, 2}, {__pairs = function() return nil end}) local n = 0 for k in pairs(t) do n = n + 1 end return n
---
local function f(a, ...) return arg.n .. ',' .. tostring(arg[1]) .. ',' .. select('#', ...) end return f(1, nil, 3)
---
local function f(...) local x = ... return type(arg) end return f(1)
---
return select('#', unpack({1, 2}, 1, 3))
---
local ok, e = pcall(error, 42) return type(e) .. tostring(e)
---
return (loadstring('\27Lua') and 1 or 2)
---
return select(2, loadstring('goto = 1 return goto'))
---
local a <const> = 1
---
return 1 // 2
---
return 1 & 2
---
return '\x41'
---
return "\z  x"
---
return #'\065\10\
'
---
for i = 1, 3 do local i = i * 2 if i == 4 then break end end return 'done'
---
do return 1 end return 2
---
return 1;
---
break
---
local x = {n = 1, [2] = 'b', 'a'; 'c'} return x[1] .. x[2] .. x.n
