#!/usr/bin/env lua
-- A little shop with a till.
local json = require("json")
local floor <const>, insert = math.floor, table.insert

local Shop = {}
Shop.__index = Shop
local TAX, LIMIT = 0.2, 1e3

--[[ Makes a shop. ]]
local function open(name, options)
  options = options or {}
  local self = setmetatable({
    name = name, -- as on the sign
    ["opens-at"] = options.opens or 9,
    stock = {}, sold = 0;
    [1] = "first",
  }, Shop)
  return self
end

function Shop:add(item, count, ...)
  if not item or item.price == nil then
    return nil, "no price"
  elseif count ~= floor(count) then
    error(("%s: %d is no count"):format(item.name, count), 2)
  else
    self.stock[item.name] = (self.stock[item.name] or 0) + count
  end
  for i = 1, select("#", ...) do
    local tag = select(i, ...)
    insert(item.tags, tag)
  end
  return self
end

Shop.sell = function(self, list, done)
  local total, missing = 0, {}
  for index, entry in ipairs(list) do
    local left = self.stock[entry.name]
    if left and left >= entry.count then
      self.stock[entry.name] = left - entry.count
      total = total + entry.count * entry.price
    else
      missing[#missing + 1] = entry.name
      goto continue
    end
    if total > LIMIT then
      print "too much for the till"
      break
    end
    ::continue::
  end
  while #missing > 0 do
    local name = table.remove(missing)
    self:order { name = name, count = 10 }
  end
  self.sold = self.sold + total * (1 + TAX) // 1
  if done then done(total, function(rate) return total * rate ^ 2 end) end
  return total
end

local function report(shop, write)
  write = write or io.write
  local names = {}
  for name in pairs(shop.stock) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    return shop.stock[a] > shop.stock[b]
  end)
  local n = 0
  repeat
    n = n + 1
    write(names[n], "\t", shop.stock[names[n]], '\n')
  until n >= #names or n == 20
  do
    local text = [[end of
report]]
    write(text .. "\n")
  end
  return -n, ~n & 0xff
end

Shop.open = open
local shop = Shop.open("corner", { opens = 8 })
shop:add({ name = "tea", price = 3.5, tags = {} }, 12, "hot", "green")
shop:sell({ { name = "tea", count = 2, price = 3.5 } }, function(sum) print(sum) end)
report(shop)

return Shop
